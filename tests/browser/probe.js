/* What a page looks like to a browser, said in its title: sideways scroll, text that is too small,
 * pale or over another one, whatever was loaded. Put into a copy of the page, without its policy. */
addEventListener('load', async () => {
  await ready();
  held = false;
  const shown = (e) => e.getClientRects().length > 0;
  const texts = [...document.querySelectorAll('body *')].filter((e) =>
    !['SCRIPT', 'STYLE'].includes(e.tagName) && shown(e) &&
    [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
  const rgb = (color) => (color.match(/[\d.]+/g) || []).map(Number);
  const light = (c) => c.slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] > 0) return light(c);
    }
    return 1;
  };
  const pale = texts.filter((e) => {
    const both = [light(rgb(getComputedStyle(e).color)), behind(e)].sort((a, b) => a - b);
    return (both[1] + 0.05) / (both[0] + 0.05) < 4.5;
  });
  let over = 0;
  for (const plot of document.querySelectorAll('.plot')) {
    const boxes = [...plot.querySelectorAll('span')].filter(shown).map((e) => e.getBoundingClientRect());
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
      if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2) over++;
    }));
  }
  const small = texts.filter((e) => parseFloat(getComputedStyle(e).fontSize) < 11);
  const wide = Math.max(0, document.documentElement.scrollWidth - innerWidth);
  const loads = performance.getEntriesByType('resource').length;
  document.title = `wide ${wide} small ${small.length} pale ${pale.length} over ${over} loads ${loads}`;
});
