// A component is called again for every answer of Python, and its end is told only once: what an earlier call listens to
// ends here, or a key would be heard once for every answer so far.
const lives = new WeakMap();

export const lifeOf = (root) => {
  lives.get(root)?.abort();
  const life = new AbortController();
  lives.set(root, life);
  return life;
};
