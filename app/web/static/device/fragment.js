/** The token in an address's fragment ("#token=…"), or null. Pure. */
export function tokenIn(hash) {
  return new URLSearchParams(hash.replace(/^#/, "")).get("token")?.trim() || null;
}
