/** The addresses of the lists behind figures. Pure: which turns a figure is made of, the report itself says. */

const LIST = "/supervisor/report/turns";

/** Gives `(figure, ...narrower) => address` for one report; `narrower` are queries such as a group's `where`. */
export function opener({ from, to, behind }) {
  return (figure, ...narrower) => {
    const query = Object.assign({ from, to }, behind[figure], ...narrower);
    return `${LIST}?${new URLSearchParams(query)}`;
  };
}
