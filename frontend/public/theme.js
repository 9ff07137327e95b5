// Runs before the first paint, so that the page never flashes in the other theme. It is a file of its own because
// the content security policy allows no inline scripts. src/lib/theme.ts keeps the choice it reads.
(() => {
  let choice = 'system';
  try {
    choice = localStorage.getItem('agenttrader.theme') ?? 'system';
  } catch {
    // Storage can be forbidden; the browser's own preference is a good answer then.
  }
  const dark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
