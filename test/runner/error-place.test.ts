import { describe, expect, it } from 'vitest';
import { placeError, placeOf } from '../../src/runner/prepare/error-place.ts';
import { helpFor } from '../../src/runner/prepare/error-help.ts';

const url = 'blob:null/5a5c7f0e-0000-4000-8000-000000000001';
const engine = 'blob:null/5a5c7f0e-0000-4000-8000-000000000002';
const addresses = [{ url, name: 'cell' }];
const modules = [{ name: 'cell', code: ['one\n\n\n\n\n\n\nlast'], links: [] }];

describe('placeOf', () => {
  it.each([
    ['Chromium', `Error: x\n    at add (${engine}:1:90)\n    at f (${url}:3:9)\n    at ${url}:5:1`, 3],
    ['Chromium, top level', `ReferenceError: foo is not defined\n    at ${url}:5:1`, 5],
    ['Chromium, async', `Error: x\n    at async ${url}:4:1`, 4],
    ['Firefox', `add@${engine}:1:90\nf@${url}:3:9\n@${url}:5:1\n`, 3],
    ['Safari', `add@${engine}:1:90\nf@${url}:3:9\nmodule code@${url}:5:1\nevaluate@[native code]`, 3],
  ])('reads %s', (_engine, stack, line) => {
    expect(placeOf(stack, addresses)).toEqual({ module: 'cell', line });
  });

  it('finds nothing where learner code has no part', () => {
    expect(placeOf(`Error\n at ${engine}:1:1`, addresses)).toBeUndefined();
  });
});

describe('placeError', () => {
  it('puts names in place of addresses and is not misled by the message', async () => {
    const message = `at ${url}:2:1 it went wrong`;
    const error = await placeError(
      { name: 'Error', message, stack: `Error: ${message}\n    at ${url}:6:2` },
      addresses,
      modules,
    );
    expect(error).toEqual({ name: 'Error', message: 'at ./cell:2:1 it went wrong', module: 'cell', line: 6 });
  });

  it('keeps no line that the text does not have', async () => {
    const error = await placeError({ name: 'Error', message: 'x', stack: `at ${url}:600:2` }, addresses, modules);
    expect(error.line).toBeUndefined();
  });

  it('looks up syntax errors that only the engine noticed', async () => {
    const twice = [{ name: 'cell', code: ["import { a } from '", "';\nlet b = 1;\nlet b = 2;"], links: ['risotto'] }];
    const error = await placeError({ name: 'SyntaxError', message: 'has been declared', stack: '' }, addresses, twice);
    expect(error).toMatchObject({ name: 'SyntaxError', module: 'cell', line: 3, column: 5 });
  });
});

describe('helpFor', () => {
  it.each([
    ['ReferenceError', 'foo is not defined', /called foo here/],
    ['ReferenceError', "Can't find variable: foo", /called foo here/],
    ['ReferenceError', "Cannot access 'a' before initialization", /above the line/],
    ['ReferenceError', "can't access lexical declaration 'a' before initialization", /above the line/],
    ['TypeError', "Cannot read properties of undefined (reading 'x')", /is undefined/],
    ['TypeError', "Cannot read properties of undefined (reading '1')", /past the end/],
    ['TypeError', "can't access property 1, X[o] is undefined", /past the end/],
    ['TypeError', "undefined is not an object (evaluating 'X[o][j]')", /past the end/],
    ['TypeError', "undefined is not an object (evaluating 'a.x')", /is undefined/],
    ['TypeError', 'a is null', /is null/],
    ['TypeError', 'a.b is not a function', /a\.b is there but cannot be called/],
    ['TypeError', 'Assignment to constant variable.', /let/],
    ['RangeError', 'Maximum call stack size exceeded', /calls itself/],
    ['InternalError', 'too much recursion', /calls itself/],
    ['RangeError', 'Invalid array length', /how its length/],
    ['Error', 'Your code threw null', /throw new Error/],
  ])('%s: %s', (name, message, help) => {
    expect(helpFor(name, message)).toMatch(help);
  });

  it('leaves errors of the engine alone', () => {
    expect(helpFor('ShapeError', 'matmul: got [2, 3]')).toBeUndefined();
  });
});
