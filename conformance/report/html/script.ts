// The page's own few lines of JavaScript: the language switch, and unfolding what a link points at.

export const script = `
(() => {
  const root = document.documentElement;
  const choose = (language) => {
    root.dataset.language = language;
    root.lang = language === 'zh' ? 'zh-CN' : 'en';
    for (const button of document.querySelectorAll('[data-choose]'))
      button.setAttribute('aria-pressed', String(button.dataset.choose === language));
    try { localStorage.setItem('liandiao-language', language); } catch {}
  };
  let wished = null;
  try { wished = localStorage.getItem('liandiao-language'); } catch {}
  const own = (navigator.language || '').toLowerCase().startsWith('zh') ? 'zh' : 'en';
  choose(wished === 'zh' || wished === 'en' ? wished : own);
  const nav = document.querySelector('.languages');
  nav.hidden = false;
  nav.addEventListener('click', (event) => {
    const language = event.target.dataset.choose;
    if (language) choose(language);
  });
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    target.scrollIntoView({ block: 'start' });
  };
  addEventListener('hashchange', reveal);
  reveal();
})();
`;
