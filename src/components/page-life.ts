/** What every page does: twins light up together, cards open, the theme changes, the course is kept for offline use. */
import { serveCards } from './cards.ts';
import { watchScrollers } from './scrollers.ts';
import { lightTwins } from './twins.ts';

lightTwins(document);

serveCards(document);
watchScrollers([...document.querySelectorAll<HTMLElement>('.katex-display')], 'Equation, wider than the screen');
watchScrollers([...document.querySelectorAll<HTMLElement>('.entry pre')], 'Code, wider than the screen');

document.querySelector('[data-theme-switch]')?.addEventListener('click', () => {
  const next = document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset['theme'] = next;
  try {
    localStorage.setItem('theme', next);
  } catch {
    // Storage is denied: the choice lasts for this page.
  }
});

document.addEventListener('keydown', (event) => {
  const typing = (event.target as Element).closest('input, textarea, select, [contenteditable], .monaco-editor');
  const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const ctrlK = event.key === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  if (!slash && !(ctrlK && !typing)) return;
  event.preventDefault();
  const box = document.querySelector<HTMLInputElement>('#search-box');
  if (box) box.focus();
  else document.querySelector<HTMLAnchorElement>('[data-search-link]')?.click();
});

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  addEventListener('load', () => {
    navigator.serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`).catch(() => {
      // No offline copy then; everything else works as before.
    });
  });
}
