// browser.js - one Chromium for all pages, spoken to over a pipe as its own tools do: pages of any
// width and scheme, functions that run in them, keys. Knows nothing of what is asked. A page keeps
// its policy: what a debugger runs is not bound by it.
'use strict';
const { spawn } = require('child_process');

async function launch(profile) {
  const child = spawn(process.env.CHROMIUM || 'chromium', ['--headless', '--no-sandbox', '--disable-gpu',
    '--hide-scrollbars', '--no-first-run', '--disable-extensions', '--disable-sync', '--disable-background-networking',
    '--metrics-recording-only', `--user-data-dir=${profile}`, '--remote-debugging-pipe', 'about:blank'],
  { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const asked = new Map(), sessions = new Map();
  let rest = '', last = 0, over = false;
  child.stdio[4].setEncoding('utf8').on('data', (text) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop();
    for (const message of messages.map((m) => JSON.parse(m))) {
      const { id, result, error, sessionId, method, params } = message;
      if (!id) { sessions.get(sessionId)?.(method, params); continue; }
      const { done, fail } = asked.get(id);
      asked.delete(id);
      if (error) fail(new Error(error.message)); else done(result);
    }
  });
  child.on('exit', () => {
    over = true;
    for (const { fail } of asked.values()) fail(new Error('the browser is gone'));
  });
  child.on('error', () => { over = true; });
  child.stdio[3].on('error', () => { over = true; });
  const ask = (method, params = {}, sessionId = undefined) => new Promise((done, fail) => {
    if (over) { fail(new Error('there is no browser')); return; }
    asked.set(++last, { done, fail });
    child.stdio[3].write(JSON.stringify({ id: last, method, params, sessionId }) + '\0');
  });

  // A page: { requests, dialogs } are what it asked for beside itself. `before` runs in it first.
  async function open(url, { width = 1280, height = 900, dark = false, scripts = true, before = '' } = {}) {
    const { targetId } = await ask('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true });
    const tell = (method, params) => ask(method, params, sessionId);
    const page = { requests: [], dialogs: [], errors: [] };
    page.media = ({ type = '', dark = false, calm = false }) => tell('Emulation.setEmulatedMedia', {
      media: type, features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
        { name: 'prefers-reduced-motion', value: calm ? 'reduce' : 'no-preference' }] });
    let loaded;
    const load = new Promise((done) => { loaded = done; });
    sessions.set(sessionId, (method, params) => {
      if (method === 'Network.requestWillBeSent' && params.request.url.split('#')[0] !== url.split('#')[0])
        page.requests.push(params.request.url.slice(0, 100));
      if (method === 'Page.javascriptDialogOpening') {
        page.dialogs.push(params.message);
        tell('Page.handleJavaScriptDialog', { accept: false });
      }
      if (method === 'Runtime.exceptionThrown') page.errors.push(params.exceptionDetails.exception?.description || params.exceptionDetails.text);
      if (method === 'Page.loadEventFired') loaded();
    });
    await Promise.all([
      ...['Page', 'Runtime', 'Network'].map((domain) => tell(`${domain}.enable`)),
      tell('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false }),
      page.media({ dark }),
      tell('Emulation.setFocusEmulationEnabled', { enabled: true }),
      tell('Emulation.setScriptExecutionDisabled', { value: !scripts }),
    ]);
    if (before) await tell('Page.addScriptToEvaluateOnNewDocument', { source: before });
    await tell('Page.navigate', { url });
    await load;
    // What a function of the page returns: `what` is its text or itself, and stands alone.
    page.run = async (what, ...values) => {
      const { result, exceptionDetails: wrong } = await tell('Runtime.evaluate', {
        expression: typeof what === 'string' ? what : `(${what})(...${JSON.stringify(values)})`,
        awaitPromise: true, returnByValue: true });
      if (wrong) throw new Error(wrong.exception?.description || wrong.text);
      return result.value;
    };
    page.press = async (key) => {
      const code = { Tab: 9, Enter: 13, ' ': 32, ArrowLeft: 37, ArrowRight: 39, Home: 36, End: 35 }[key];
      const text = { Enter: '\r', ' ': ' ' }[key];
      await tell('Input.dispatchKeyEvent', { type: 'keyDown', key, code: key, windowsVirtualKeyCode: code, text });
      await tell('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key, windowsVirtualKeyCode: code });
    };
    page.picture = async () => Buffer.from((await tell('Page.captureScreenshot', { format: 'png' })).data, 'base64');
    page.close = async () => { sessions.delete(sessionId); await ask('Target.closeTarget', { targetId }); };
    return page;
  }
  const close = async () => {
    const gone = new Promise((done) => child.on('exit', done));
    await ask('Browser.close').catch(() => {});
    await gone;
  };
  await ask('Browser.setDownloadBehavior', { behavior: 'deny' });
  return { open, close };
}

module.exports = { launch };
