/* Whether the controls of a page are there, waited for: the clock of a headless browser runs ahead
 * while the engine is compiled, so that some real time has to pass. */
const ready = async () => {
  const there = () => document.querySelector('aside .strip');
  for (let i = 0, sum = 0; document.querySelector('#run') && i < 1000 && !there(); i++) {
    for (let n = 0; n < 3e6; n++) sum += n;
    await new Promise((done) => setTimeout(done, 10));
  }
  return there() !== null;
};
