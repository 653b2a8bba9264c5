/** Saving a file the server makes: fetched with the page's token, kept under the name the server gives it. */
import { boot } from "../shared/boot.js";
import { Offline } from "../shared/refusals.js";

/**
 * What a press on a file does: one at a time. `told({busy, error})` is called as it goes, `of(format)` says where the file
 * is and its name.
 */
export function saver(told, of) {
  let busy = false;
  return async (format) => {
    if (busy) return;
    busy = true;
    told({ busy, error: null });
    const error = await whyNot(format, of(format));
    busy = false;
    told({ busy, error });
  };
}

/** Why a file could not be saved, in words; null when it was. */
async function whyNot(format, { path, name }) {
  try {
    await download(path, name);
    return null;
  } catch (error) {
    return `Chưa tải được ${format.toUpperCase()}: ${error.message}`;
  }
}

/** Throws Offline, or an Error with the server's sentence. */
async function download(path, name) {
  const response = await fetch(path, { headers: identity(), credentials: "same-origin", cache: "no-store" }).catch(
    () => {
      throw new Offline();
    },
  );
  if (!response.ok) throw new Error(await reason(response));
  save(await response.blob(), named(response) ?? name);
}

function identity() {
  return { "Accept-Language": boot.language ?? "vi", ...(boot.token && { Authorization: `Bearer ${boot.token}` }) };
}

async function reason(response) {
  const body = await response.json().catch(() => null);
  return body?.error?.message ?? `Máy chủ từ chối (${response.status}).`;
}

function named(response) {
  return response.headers.get("Content-Disposition")?.match(/filename="?([^";]+)"?/)?.[1];
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
