/* The clock of a headless browser jumps to its end while nothing but another thread is waited for (a
 * compiler, a blob): as long as hold() ticks, some real time passes with each step of that clock. */
let held = true;
const hold = async () => {
  for (let sum = 0; held; ) {
    for (let n = 0; n < 3e6; n++) sum += n;
    await new Promise((done) => setTimeout(done, 10));
  }
};
/* Whether the controls of a page are there, waited for. */
const ready = async () => {
  const there = () => document.querySelector('aside .strip');
  hold();
  for (let i = 0; document.querySelector('#run') && i < 1000 && !there(); i++)
    await new Promise((done) => setTimeout(done, 10));
  return there() !== null;
};
