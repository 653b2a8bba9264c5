/**
 * `styleMap` for pages whose content policy forbids inline styles. lit's own writes the `style`
 * attribute the first time it draws, which the policy refuses; this one only ever goes through the
 * element's style object. The import map puts it in the place of lit's, so nobody takes the wrong one.
 */
import { noChange } from "lit-html";
import { Directive, directive } from "lit-html/directive.js";

class StyleMap extends Directive {
  #set = new Set();

  render() {
    return noChange;
  }

  update(part, [styles]) {
    const { style } = part.element;
    for (const name of this.#set) if (styles[name] == null) this.#drop(style, name);
    for (const [name, value] of Object.entries(styles)) if (value != null) this.#put(style, name, value);
    return noChange;
  }

  #put(style, name, value) {
    this.#set.add(name);
    if (name.includes("-")) style.setProperty(name, value);
    else style[name] = value;
  }

  #drop(style, name) {
    this.#set.delete(name);
    if (name.includes("-")) style.removeProperty(name);
    else style[name] = "";
  }
}

/** `style=${styleMap({"--share": "40%", width: "3px"})}` in a template. */
export const styleMap = directive(StyleMap);
