/** What the server wrote into this page: `{token, csrf, centre, audience, counter, ticket, language, staff}`. */
export const boot = JSON.parse(document.getElementById("boot").textContent);
