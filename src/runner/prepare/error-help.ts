/** One sentence on what to do, for the errors learners meet most, in the words of V8, Firefox and Safari. */

interface Help {
  readonly names: readonly string[];
  readonly says: RegExp;
  readonly help: (match: RegExpExecArray) => string;
}

const HELP: readonly Help[] = [
  {
    names: ['ReferenceError'],
    says: /before initialization|before it is initialized|uninitialized variable|lexical declaration '?(\S+?)'? before/,
    help: () => 'It is used above the line that declares it: move the declaration up.',
  },
  {
    names: ['ReferenceError'],
    says: /^(?:Can't find variable: )?(\S+?)(?: is not defined)?$/,
    help: ([, name]) => `No variable or function is called ${name} here: check the spelling, or import it.`,
  },
  {
    names: ['TypeError'],
    says: /undefined \((?:reading|setting) '\d+'\)|can't access property \d+, .* is undefined|undefined is not an object \(evaluating '.*\]\[/,
    help: () =>
      'An index runs past the end of an array: check how far each loop runs, and which loop variable belongs to rows.',
  },
  {
    names: ['TypeError'],
    says: /(?:Cannot read propert(?:y|ies) of|Cannot set propert(?:y|ies) of) (undefined|null)|(?:is|of) (undefined|null)(?: |,|$)|(undefined|null) is not an object|can't access property .*? (undefined|null)|(undefined|null) has no properties/,
    help: (match) =>
      `What stands before the dot or bracket is ${match.slice(1).find((word) => word !== undefined)}: print it on the line above to see where it comes from.`,
  },
  {
    names: ['TypeError'],
    says: /is not a function or its return value is not iterable|is not iterable|object is not iterable/,
    help: () =>
      'Only arrays and the like can be looped over with for-of, spread or taken apart with [ ]. If it comes from a function, does that return one? If the function is async, write await before the call.',
  },
  {
    names: ['TypeError'],
    says: /(\S+) is not a function/,
    help: ([, name]) =>
      `${name} is there but cannot be called, or is not there at all: check its name and what it holds. If an async function gave it, write await before that call.`,
  },
  {
    names: ['TypeError'],
    says: /Assignment to constant|invalid assignment to const|assign to readonly property/,
    help: () => 'A const keeps its value: declare it with let to change it.',
  },
  {
    names: ['TypeError'],
    says: /(\S+) is not a constructor/,
    help: ([, name]) => `${name} is no class: leave out new, or check the name.`,
  },
  {
    names: ['TypeError'],
    says: /Class constructor (\S+) cannot be invoked|class constructors must be invoked with|Cannot call a class constructor/,
    help: () => 'A class makes an object only with new before its name.',
  },
  {
    names: ['TypeError'],
    says: /Cannot assign to read only property|is read-only|Attempted to assign to readonly property|object is not extensible/,
    help: () => 'This object may not be changed: make a copy with the new value, as in { ...old, a: 2 }.',
  },
  {
    names: ['TypeError'],
    says: /Cannot use 'in' operator|right-hand side of 'in'|is not an Object\. \(evaluating '.* in /,
    help: () => 'The word in looks for a field of an object; for an item of a list write list.includes(item).',
  },
  {
    names: ['DtypeError', 'ArgumentError', 'ShapeError'],
    says: /got (?:an? )?undefined/,
    help: () => 'A function that ends without return gives undefined, and so does an index past the end of a list.',
  },
  {
    names: ['DtypeError', 'ArgumentError', 'ShapeError'],
    says: /got (?:an? )?(?:\[object )?Promise/,
    help: () => 'An async function gives a promise: write await before the call.',
  },
  {
    names: ['SyntaxError'],
    says: /JSON/,
    help: () => 'The text is not JSON: names and texts stand in double quotes, and no comma follows the last item.',
  },
  {
    names: ['RangeError'],
    says: /Invalid count value|repeat count|(?:toFixed|toPrecision|toExponential)|precision .* out of range/,
    help: () => 'The number in the brackets is outside what this method takes: print it on the line above.',
  },
  {
    names: ['TypeError'],
    says: /Cannot mix BigInt|can't convert BigInt/,
    help: () => 'Write numbers without the n at their end.',
  },
  {
    names: ['RangeError', 'InternalError'],
    says: /call stack|too much recursion/,
    help: () => 'A function calls itself without end: give it a case in which it returns.',
  },
  {
    names: ['RangeError'],
    says: /Invalid (?:typed )?array length|Array buffer allocation failed|invalid or out-of-range|length must be|Out of memory/i,
    help: () => 'An array cannot have that many items: look at how its length is computed.',
  },
];

/** The sentence for an error, if there is one. Errors of the engine ('risotto') explain themselves. */
export function helpFor(name: string, message: string): string | undefined {
  for (const entry of HELP) {
    if (!entry.names.includes(name)) continue;
    const match = entry.says.exec(message);
    if (match !== null) return entry.help(match);
  }
  if (/^Your code threw/.test(message)) return "Throw an error that says what went wrong: throw new Error('…').";
  return undefined;
}
