// Tells the page its language, and Python whether the window is a phone's.
const NARROW = 700;

export default function ({ data, setStateValue, parentElement }) {
  document.documentElement.lang = data.language;
  if (document.title !== data.title) document.title = data.title;
  const state = parentElement.__lovp ?? (parentElement.__lovp = { narrow: false });
  const tell = () => {
    const narrow = window.innerWidth < NARROW;
    if (narrow !== state.narrow) {
      state.narrow = narrow;
      setStateValue("narrow", narrow);
    }
  };
  tell();
  window.addEventListener("resize", tell);
  return () => window.removeEventListener("resize", tell);
}
