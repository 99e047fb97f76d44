// The note in an opened point begins at its quote: a box of text is scrolled to its first mark, once.
const scrolled = new WeakSet();

const showMark = (box) => {
  const mark = box.querySelector("mark");
  if (!mark || scrolled.has(box)) return;
  scrolled.add(box);
  box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 4;
};

/** @returns {() => void} ends the watch */
export const watchMarks = () => {
  const look = () => document.querySelectorAll(".lovp-source").forEach(showMark);
  look();
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => observer.disconnect();
};
