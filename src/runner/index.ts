/** The runner: learner text in, typed outputs or observations out. For the browser; recording in Node is `record.ts`. */
export { createRunner, CELL_DEADLINE, OBSERVE_DEADLINE } from './host/runner.ts';
export type { ProgramOptions, Runner, RunnerOptions } from './host/runner.ts';
export { showsNotFinite } from './host/birth.ts';
export type { BirthSearch } from './host/birth.ts';
export type { Deadline, Output, Part, Program, RunEnd, Running } from './protocol.ts';
