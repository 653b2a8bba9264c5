/**
 * Takes a device's token from the address: `/device#token=…` is how a kiosk's browser is first started. What stands
 * after the # is sent to no server and so stands in no log; it is cleared before anything else, so that it does not
 * stay in the browser's history either.
 */
import { tokenIn } from "./fragment.js";

const token = tokenIn(window.location.hash);
if (token) {
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
  const field = document.getElementById("token");
  // A token that was refused must not be sent again and again.
  if (field.getAttribute("aria-invalid") !== "true") {
    field.value = token;
    field.form.requestSubmit();
  }
}
