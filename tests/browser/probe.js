// probe.js - what runs in a page and stands alone there: how it looks, whether its controls are there,
// what a keyboard reaches. To add a question: a function here and a row where it is asked (run.js).
'use strict';

/* Whether the controls of a page are there, waited for where it has an engine. */
const ready = async () => {
  const there = () => document.querySelector('aside .strip[style]');
  for (let i = 0; document.querySelector('#run') && i < 2000 && !there(); i++)
    await new Promise((done) => setTimeout(done, 5));
  return there() !== null;
};

/* Sideways scroll, text that is too small, pale or over another one. */
const looks = () => {
  const shown = (e) => e.getClientRects().length > 0;
  const texts = [...document.querySelectorAll('body *')].filter((e) =>
    !['SCRIPT', 'STYLE'].includes(e.tagName) && shown(e) &&
    [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
  const rgb = (color) => (color.match(/[\d.]+/g) || []).map((v) => (/^color/.test(color) ? 255 * v : +v));
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
  const moving = document.getAnimations().length;
  return `wide ${wide} small ${small.length} pale ${pale.length} over ${over} moving ${moving}`;
};

/* On paper: every section, and nothing that could be moved. */
const paper = () => {
  const shown = (e) => e.getClientRects().length > 0;
  const all = (what) => [...document.querySelectorAll(what)];
  return `${all('article, section, footer').filter((e) => !shown(e)).length} hidden, ` +
    `${all('aside, input, button').filter(shown).length} controls, ${all('main details:not([open])').length} closed`;
};

/* What a keyboard should reach: of radio buttons of one name the chosen one. */
const marks = () => {
  const shown = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
  let count = 0;
  for (const e of document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]'))
    if (shown(e) && !(e.type === 'radio' && !e.checked)) e.dataset.mark = ++count;
  document.activeElement.blur();
  scrollTo(0, 0);
  return count;
};
const focused = () => document.activeElement.dataset.mark || '';

module.exports = { ready, looks, paper, marks, focused };
