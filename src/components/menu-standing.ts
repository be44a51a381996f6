/** Where the learner stands, written into the menu's rows. */
import { standingIn } from '../progress/index.ts';
import { learnerStore } from './learner.ts';

const store = await learnerStore();
const entries = await store.all().catch(() => []);
for (const row of document.querySelectorAll<HTMLElement>('[data-concept]')) {
  const state = row.querySelector('[data-standing]');
  const ids = JSON.parse(row.dataset['exercises'] ?? '[]') as string[];
  const { passed, exercises, touched } = standingIn(row.dataset['concept'] ?? '', ids, entries);
  if (!state || !touched) continue;
  state.textContent =
    passed === exercises && exercises > 0
      ? `✓ all ${exercises} exercises passed`
      : `begun · ${passed} of ${exercises} exercises passed`;
}
