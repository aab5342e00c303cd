/* Makes elements. Names and addresses come from anybody: they are set as text, never as markup. */

export const at = (id) => document.getElementById(id);

export function part(parent, tag, className = "", text = "") {
	const element = document.createElement(tag);
	if (className) {
		element.className = className;
	}
	element.textContent = text;
	parent.append(element);
	return element;
}

export function svgElement(parent, tag, attributes) {
	const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
	for (const [name, value] of Object.entries(attributes)) {
		element.setAttribute(name, value);
	}
	parent.append(element);
	return element;
}

/** Puts elements into a list; those that stay where they are keep their focus. */
export function arrange(list, elements) {
	if (elements.length !== list.children.length || elements.some((element, i) => element !== list.children[i])) {
		list.replaceChildren(...elements);
	}
}
