const least = 120;

/**
 * GraphiQL sizes its panes from the left, also where the page runs from the right. There this takes the bars over: the pane
 * before a bar is then the one on its right.
 */
export const mirrorDragBars = (): void => {
  document.addEventListener('mousedown', takeOver, { capture: true });
};

const takeOver = (event: MouseEvent): void => {
  const bar = event.target;
  if (!(bar instanceof HTMLElement) || !bar.classList.contains('graphiql-horizontal-drag-bar')) return;
  const [first, whole] = [bar.previousElementSibling, bar.parentElement];
  if (document.documentElement.dir !== 'rtl' || !(first instanceof HTMLElement) || whole === null) return;
  event.preventDefault();
  event.stopPropagation();
  const offset = bar.getBoundingClientRect().right - event.clientX;
  const { left, right } = whole.getBoundingClientRect();
  const move = ({ clientX }: MouseEvent): void => {
    const firstSize = right - clientX - offset;
    const secondSize = clientX + offset - bar.clientWidth - left;
    if (firstSize >= least && secondSize >= least) first.style.flex = String(firstSize / secondSize);
  };
  const leaving = new AbortController();
  document.addEventListener('mousemove', move, { signal: leaving.signal });
  document.addEventListener('mouseup', () => leaving.abort(), { signal: leaving.signal });
};
