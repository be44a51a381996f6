/** The TypeScript language service, one worker for all editors of a page. */
import 'monaco-editor/language/typescript/ts.worker';
import { TypeScriptWorker, type Documented } from 'monaco-editor/languages/features/typescript/tsWorker';

// A model made again under an old name starts at version 1 again, and TypeScript would go on with the old text.
const births = new WeakMap<object, number>();
let born = 0;

const versionOf = TypeScriptWorker.prototype.getScriptVersion;
TypeScriptWorker.prototype.getScriptVersion = function (fileName) {
  const version = versionOf.call(this, fileName);
  const model = this._getModel(fileName);
  if (!model) return version;
  const birth = births.get(model) ?? (born += 1);
  births.set(model, birth);
  return `${birth}.${version}`;
};

// TypeScript cuts the web address after @see in two, and Monaco puts a space between the pieces.
// Monaco also reads a docstring as Markdown, where `Shape:` and `Grad:` would run into one line.
function mendDocs(found: Documented | undefined): Documented | undefined {
  for (const tag of found?.tags ?? []) {
    if (tag.name !== 'param' && tag.text)
      tag.text = [{ kind: 'text', text: tag.text.map((part) => part.text).join('') }];
  }
  for (const part of found?.documentation ?? []) part.text = part.text.replace(/\n(?=(?:Shape|Grad):)/g, '  \n');
  return found;
}

const { getQuickInfoAtPosition, getCompletionEntryDetails } = TypeScriptWorker.prototype;
TypeScriptWorker.prototype.getQuickInfoAtPosition = async function (...args) {
  return mendDocs(await getQuickInfoAtPosition.apply(this, args));
};
TypeScriptWorker.prototype.getCompletionEntryDetails = async function (...args) {
  return mendDocs(await getCompletionEntryDetails.apply(this, args));
};
