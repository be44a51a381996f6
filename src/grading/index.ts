export type { Call, Encoded, ErrorInfo, Observe, Observed, Outcome, Plain, StopReason } from './observation.ts';

export { defineExercise, derivative, sizes } from './exercise.ts';
export type {
  Check,
  Derivative,
  Dims,
  ExerciseBundle,
  ExerciseDefinition,
  ExerciseFunction,
  Mistake,
  Parameter,
  Quantity,
  Returned,
  Signature,
  Size,
  Values,
} from './exercise.ts';
export { drawMatrix, drawNumber, drawVector } from './draw.ts';
export { judgeAnswer, judgePurity } from './judge.ts';
export type { Case, Flaw, Judge } from './judge.ts';
export { grade } from './grade.ts';
export type {
  CheckResult,
  Diagnosis,
  Difference,
  Failure,
  Finding,
  Report,
  ReportError,
  ReportNumber,
  ReportValue,
} from './report.ts';
