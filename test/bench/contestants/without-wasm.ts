// The one place that takes WebAssembly away, before the engine looks for it.
Reflect.deleteProperty(globalThis, 'WebAssembly');
