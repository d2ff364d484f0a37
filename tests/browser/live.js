// live.js - what a page with its engine does, asked in the page itself. `expected` are articles that
// the command line wrote, each under what was set for it: the page must write the same, however it is
// asked. Stands alone; returns what is wrong.
'use strict';

/* The sliders of a page: where each begins and ends. */
const sliders = () => [...document.querySelectorAll('.knob')].filter((k) => k.dataset.low).map((k) => {
  const { path, low, high, log, whole } = k.dataset;
  return { path, low: +low, high: +high, log: +log, whole: +whole };
});

const live = async (expected, json) => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const find = (what) => document.querySelector(what);
  const settled = async () => {
    await wait(40);
    for (let i = 0; find('.stale') && i < 2000; i++) await wait(10);
    await wait(40);
  };
  const followed = async (go) => {
    const changed = new Promise((done) => addEventListener('hashchange', done, { once: true }));
    go();
    await changed;
    await settled();
  };
  const same = (html) => {
    const wanted = document.createElement('template');
    wanted.innerHTML = html;
    return wanted.innerHTML === find('#report1').innerHTML;
  };
  const bare = (text) => text.replace(/['\\]/g, '');
  const say = [];
  const check = (what, good) => { if (!good) say.push(what); };
  const shown = () => find('#report1').innerHTML.trim();
  const first = shown();
  let saved;
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => make.call(URL, (saved = blob));
  find('[data-do=json]').click();
  check('saved JSON is another', (await saved.text()).replace(/\\u003c/g, '<') === json);
  const said = () => find('.now').textContent === find('.verdict p').textContent;
  check('a page that nobody moved says that it is', !document.body.matches('.moved'));
  check('the verdict is not told', said() && find('.now').getAttribute('aria-live') === 'polite');
  for (const { set, html } of expected) {
    await followed(() => { location.hash = encodeURI('--set ' + set); });
    check(set + ' differs', same(html));
    check(set + ': another verdict is told', said());
    check(set + ' is not said', document.body.matches('.moved') &&
      bare(find('.command').textContent).endsWith(bare('--set ' + set)));
  }
  if (expected.length > 1) {
    await followed(() => history.back());
    check('back is not back', same(expected.at(-2).html));
  }
  find('[data-do=reset]')?.click();
  await settled();
  check('reset leaves something', shown() === first && !document.body.matches('.moved'));
  const bar = find('[type=range]'), knob = bar.closest('.knob');
  bar.focus();
  bar.value = 120;
  bar.dispatchEvent(new Event('input', { bubbles: true }));
  bar.dispatchEvent(new Event('change', { bubbles: true }));
  await settled();
  check('a slider moves nothing', document.body.matches('.moved') && /--set/.test(decodeURI(location.hash)));
  check('the first article stays', shown() !== first);
  find('[data-do=page]').click();
  const text = await saved.text();
  check('a saved page is another', text.includes('data-sets=" --set ') && text.includes('moved') &&
    !text.includes('\x3caside'));
  const box = knob.querySelector('[type=text]');
  box.value = 'many';
  box.dispatchEvent(new Event('change', { bubbles: true }));
  await wait(100);
  check('rubbish is not refused', /is not a number/.test(find('.refused').textContent) && find('.stale'));
  knob.querySelector('button').click();
  await settled();
  check('one reset leaves something', shown() === first);
  check('no strips', find('.strip').style.background.includes('gradient'));
  check('something ran', document.documentElement.dataset.ran === undefined);
  check('a handler', ![...document.querySelectorAll('*')].some((e) => [...e.attributes].some((a) => /^on/.test(a.name))));
  return say;
};

/* A page of several reports: each is shown alone, its entry is marked, and it has controls where
 * there is a scenario to ask. */
const switches = async () => {
  const all = (what) => [...document.querySelectorAll(what)];
  const say = [];
  for (const link of [...all('nav a').reverse(), all('nav a')[1]]) {
    const changed = new Promise((done) => addEventListener('hashchange', done, { once: true }));
    link.click();
    await changed;
    await new Promise((done) => setTimeout(done, 40));
    const shown = all('article').filter((a) => a.getClientRects().length > 0).map((a) => '#' + a.id);
    const marked = all('nav [aria-current=true]').map((a) => a.getAttribute('href'));
    const wanted = link.getAttribute('href');
    const can = document.querySelector(wanted.replace('report', 'scenario')) !== null;
    if (can !== all('aside').some((a) => a.getClientRects().length > 0)) say.push(`${wanted} ${can ? 'lacks' : 'has'} controls`);
    if (`${shown} ${marked}` !== `${wanted} ${wanted}`) say.push(`${wanted} shows ${shown} and marks ${marked}`);
  }
  return say;
};

module.exports = { sliders, live, switches };
