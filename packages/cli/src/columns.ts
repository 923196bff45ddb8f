const usual = 80;
const fewest = 40;
const most = 1000;

/**
 * How many columns there are to write to: those of the terminal, or in a pipe those that COLUMNS gives.
 *
 * @param terminal the columns of standard output, if it is a terminal
 * @param variable the value of COLUMNS
 */
export function columnsOf(terminal: number | undefined, variable: string | undefined): number {
  const wanted = terminal ?? Number(variable ?? usual);
  return Number.isInteger(wanted) && wanted > 0 ? Math.min(Math.max(wanted, fewest), most) : usual;
}
