/** The landing page's one button goes back to the lesson last worked on. */
import { learnerStore } from './learner.ts';

const button = document.querySelector<HTMLAnchorElement>('[data-start]');
const store = await learnerStore();
const entries = await store.all().catch(() => []);
const latest = entries.reduce((last, entry) => (entry.at > last.at ? entry : last), { id: '', at: 0 });
const concept = latest.id.split('/')[0];
if (button && concept) {
  button.href = button.href.replace(/[^/]+\/$/, `${concept}/`);
  button.textContent = 'Back to the pot';
}
