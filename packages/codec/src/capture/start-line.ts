// Each run of characters is followed by a space it cannot match, so that neither expression backtracks.
const requestLine = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+ [^ ]+ HTTP\/[0-9](?:\.[0-9])?$/;
const statusLine = /^HTTP\/[0-9](?:\.[0-9])? [0-9]{3}(?: |$)/;

/** Whether `line`, without its line end, begins an HTTP request or response (RFC 9112, section 2.1). */
export function isStartLine(line: string): boolean {
  return requestLine.test(line) || statusLine.test(line);
}

/** Whether `line` begins an interim response, such as `HTTP/1.1 100 Continue` (RFC 9110, section 15.2). */
export function isInterimStatusLine(line: string): boolean {
  return statusLine.test(line) && line.charAt(line.indexOf(' ') + 1) === '1';
}
