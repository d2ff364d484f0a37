/* The engine in a page writes its article again for what a reader changes; where it may not run,
 * all stays as printed. No tag opens here. */
(async () => {
  const find = (what, within = document) => within.querySelector(what);
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const body = document.body, packed = find('#engine');
  let x;
  try {
    /* Base 93 (html.h): 13 or 14 bits in two digits, the lower ones first. */
    const text = new TextEncoder().encode(packed.text.slice(1, -1));
    const bytes = new Uint8Array(packed.dataset.bytes);
    const digit = new Uint8Array(128).map((_, c) => (c + 60 - (c > 60) - (c > 91)) % 93);
    const place = [1, 2, 4, 8, 16, 32, 64, 128];
    for (let i = 0, at = 0, held = 0, bits = 0; text[i];) {
      const pair = digit[text[i++]] + 93 * digit[text[i++]];
      held += pair * place[bits];
      for (bits += 457 > pair % 8192 ? 14 : 13; bits > 7; bits -= 8, held >>= 8) bytes[at++] = held;
    }
    const plain = new Response(bytes).body.pipeThrough(new DecompressionStream('gzip'));
    x = (await WebAssembly.instantiateStreaming(
      new Response(plain, { headers: { 'content-type': 'application/wasm' } }))).instance.exports;
  } catch {
    return;
  }
  const put = (what, text) => {
    const bytes = new TextEncoder().encode(text), at = x.room(what, bytes.length);
    new Uint8Array(x.memory.buffer, at, bytes.length).set(bytes);
    return bytes.length;
  };
  const out = () => new TextDecoder().decode(new Uint8Array(x.memory.buffer, x.text(), x.length()));
  const panel = document.createElement('aside'), own = (what) => find(what, panel);
  let part = 0, sets = new Map(), base = '', slow = 0, timer, striping;
  const article = () => find('#report' + part);
  const knobs = () => all('.knob', panel);
  const knobOf = (path) => knobs().find((k) => k.dataset.path === path);
  const box = (knob) => find('[type=text]', knob);
  const slider = (knob) => find('[type=range]', knob);

  /* Address: #--set path=value; what looks like another one in it holds a no-break space */
  const list = (word) => [...sets].map(([p, v]) => word(p + '=' + v)).join('');
  const hash = () => (part > 1 ? 'report' + part : '') +
    list((s) => ' --set ' + s.replaceAll('--set', '--\xa0set'));
  const read = (text) => {
    const words = text.split(/ ?--set /);
    const now = new Map(words.slice(1).map((word) => {
      const s = word.replaceAll('--\xa0set', '--set');
      const end = s.search(/=(?=[^"]*("[^"]*"[^"]*)*$)/);
      return ~end ? [s.slice(0, end), s.slice(end + 1)] : [s, ''];
    }));
    const name = /^report\d+$/.exec(words[0]);
    return [name && find('article#' + name) ? +name[0].slice(6) : 1, now];
  };
  const address = () => {
    try {
      return decodeURI(location.hash.slice(1));
    } catch {
      return '';
    }
  };
  const store = () => {
    if (address() !== hash().trim()) location.hash = encodeURI(hash().trim());
  };

  /* Values */
  const number = (text) => {
    const m = /^([-+.\deE]+)([%kMBT]?)$/.exec(text);
    return m ? m[1] * { '': 1, '%': .01, k: 1e3, M: 1e6, B: 1e9, T: 1e12 }[m[2]] : NaN;
  };
  const span = ({ dataset: d }) => [d.low, d.high, d.log, d.whole].map(Number);
  const position = (knob, text) => {
    const [low, high, log] = span(knob), v = number(text);
    return 200 * (log ? Math.log(v / low) / Math.log(high / low) : (v - low) / (high - low));
  };
  const value = (knob, at) => {
    const [low, high, log, whole] = span(knob);
    const v = log ? low * (high / low) ** (at / 200) : low + (high - low) * at / 200;
    const inside = Math.min(high, Math.max(low, +v.toPrecision(3)));
    return String(whole ? Math.round(inside) : inside);
  };

  /* Shown */
  const quote = (s) => (/^[\w.\/:=,%+@-]+$/.test(s) ? s : "'" + s.replace(/'/g, "'\\''") + "'");
  const sync = () => {
    [...sets.keys()].forEach((p) => knobOf(p) || add(p));
    for (const knob of knobs()) {
      const text = sets.get(knob.dataset.path) ?? knob.dataset.value, bar = slider(knob);
      box(knob).value = text;
      if (bar && bar !== document.activeElement) bar.value = position(knob, text);
      if (bar) bar.ariaValueText = text + ' ' + find('small', knob).textContent;
      const moved = sets.has(knob.dataset.path);
      knob.classList.toggle('moved', moved);
      find('button', knob).hidden = !moved;
    }
    const moved = sets.size > 0;
    body.classList.toggle('moved', moved);
    own('.command').textContent = base + list((s) => ' --set ' + quote(s));
    own('[data-do=reset]').hidden = !moved;
    own('[data-do=json]').hidden = moved;
  };
  const show = (whole) => {
    const began = performance.now();
    if (!x.article(whole, part)) return refuse(out());
    const made = document.createElement('template'), old = article();
    made.innerHTML = out();
    const linear = find('[id^=linear]', old)?.checked, name = (s) => find('h2', s).textContent;
    if (whole) old.replaceChildren(...made.content.childNodes);
    else
      for (const section of all('section', old)) {
        const anew = all('section', made.content).find((s) => name(s) === name(section));
        if (anew && /decision|Bills|qualifies/.test(name(section))) section.replaceWith(anew);
        else section.classList.add('stale');
      }
    if (linear) find('[id^=linear]', old)?.click();
    tell();
    if (whole) {
      slow = performance.now() - began;
      strips();
    }
  };
  const tell = () => {
    own('.now').textContent = find('.verdict p', article())?.textContent || '';
  };
  const refuse = (why) => {
    own('.refused').textContent = why;
    own('.now').textContent = '';
    all('section', article()).forEach((s) => s.classList.add('stale'));
  };
  const apply = () => {
    clearTimeout(timer);
    clearTimeout(striping);
    sync();
    if (!x.set(put(1, list((s) => s + '\n')))) return refuse(out() || 'no memory');
    own('.refused').textContent = '';
    if (slow > 30) {
      show(0);
      timer = setTimeout(show, 120, 1);
    } else show(1);
  };
  const strips = () => {
    const left = knobs().filter(slider);
    const next = () => {
      const knob = left.shift();
      if (!knob) return;
      const [low, high, log, whole] = span(knob);
      x.strip(put(2, knob.dataset.path), low, high, log, whole, 40);
      const stops = [...out()].map((c, i) =>
        `${c === '-' ? 'transparent' : 'var(--c' + c + ')'} ${i * 2.5}% ${i * 2.5 + 2.5}%`);
      find('.strip', knob).style.background = `linear-gradient(90deg,${stops})`;
      striping = setTimeout(next);
    };
    striping = setTimeout(next, 60);
  };

  /* Done */
  const keep = (knob) => { knob.dataset.value = box(knob).value; };
  const add = (path) => {
    if (!x.control(put(2, path), part)) return false;
    own('.knobs').insertAdjacentHTML('beforeend', out());
    keep(knobs().pop());
    return true;
  };
  const set = (knob, text) => {
    if (text === knob.dataset.value) sets.delete(knob.dataset.path);
    else sets.set(knob.dataset.path, text);
    apply();
  };
  const save = (ending, type, text) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = base.split(' ')[1].replace(/\.\w+$/, ending);
    link.click();
  };
  const deeds = {
    one: (b, k = b.closest('.knob')) => set(k, k.dataset.value),
    reset: () => { sets.clear(); apply(); },
    copy: (b) => {
      getSelection().selectAllChildren(own('.command'));
      document.execCommand('copy');
      b.textContent = 'Copied';
    },
    json: () => {
      let depth = 0;
      const line = () => '\n' + '  '.repeat(depth);
      const apart = (t) => (t === ':' ? ': ' : t === ',' ? t + line() :
        /^[{[]$/.test(t) ? (depth++, t + line()) : /^[\]}]/.test(t) ? (depth--, line() + t) : t);
      save('.json', 'application/json', find('#report').text.trim()
        .replace(/"(\\.|[^"\\])*"|\[]|{}|[{[,:\]}]/g, apart) + '\n');
    },
    page: () => {
      const page = document.documentElement.cloneNode(true);
      find('aside', page).remove();
      const { classList, dataset } = find('body', page);
      classList.remove('live');
      dataset.sets = hash();
      save('.html', 'text/html', '\x3c!DOCTYPE html>\n' + page.outerHTML);
    },
    dark: () => {
      const { media } = [...document.styleSheets[0].cssRules].find((r) => r.media);
      const on = matchMedia(media.mediaText).matches;
      media.mediaText = on ? 'not all' : 'screen';
      document.documentElement.style.colorScheme = on ? 'light' : 'dark';
    },
  };
  panel.addEventListener('click', ({ target: b }) => {
    if (!b.dataset.do) return;
    deeds[b.dataset.do](b);
    store();
  });
  panel.addEventListener('input', ({ target: t }) => {
    const knob = t.closest('.knob');
    if (t.type !== 'range') return;
    const file = knob.dataset.value;
    set(knob, Math.abs(t.value - position(knob, file)) > .5 ? value(knob, +t.value) : file);
  });
  panel.addEventListener('change', ({ target: t }) => {
    const knob = t.closest('.knob');
    if (t.className === 'add') {
      if (t.value && (knobOf(t.value) || add(t.value))) {
        box(knobOf(t.value) || knobs().pop()).focus();
        t.value = '';
        strips();
      }
    } else if (knob && t.type === 'text') set(knob, t.value.trim());
    store();
  });
  const why = (cell) => {
    all('td[tabindex]').forEach((c) => c.removeAttribute('tabindex'));
    cell.tabIndex = 0;
    cell.focus();
    own('.why').textContent =
      base.split(' --')[0].replace('llmcost', 'llmcost explain') + ' ' + quote(cell.title);
  };
  addEventListener('click', ({ target }) => {
    const cell = target.closest('td[title]');
    if (cell) why(cell);
  });
  addEventListener('keydown', (e) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key], table = e.target.closest('.wide');
    const inside = step && table ? all('td[title]', table) : [];
    const next = inside[Math.max(0, inside.indexOf(e.target) + step)];
    if (!next) return;
    e.preventDefault();
    why(next);
  });

  /* Reports: what was saved has no scenario, and stays as printed */
  const open = (which) => {
    if (which === part) return !panel.hidden;
    part = which;
    slow = 0;
    all('article').forEach((a) => a.classList.toggle('on', a === article()));
    all('nav a').forEach((a) => (a.ariaCurrent = a.hash === '#report' + part));
    const scenario = find('#scenario' + part);
    panel.hidden = !scenario || !x.open(put(0, scenario.text.trimStart())) || !x.controls(part);
    if (panel.hidden) return false;
    panel.innerHTML = out();
    /* To ask for innerWidth would lay out the whole page first. */
    own('details').open = matchMedia('(min-width: 1080px)').matches;
    if (x.paths()) own('datalist').innerHTML = out();
    base = own('.command').textContent;
    knobs().forEach(keep);
    tell();
    sync();
    strips();
    return true;
  };
  const follow = () => {
    const [which, now] = read(address() || body.dataset.sets || '');
    delete body.dataset.sets;
    const before = part && part + hash();
    sets = now;
    if (!open(which)) {
      clearTimeout(timer);
      clearTimeout(striping);
      return body.classList.remove('moved');
    }
    if (before ? before !== part + hash() : sets.size) apply();
  };
  find('main').before(panel);
  body.classList.add('live');
  follow();
  addEventListener('hashchange', follow);
})();
