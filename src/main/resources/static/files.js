/* What is served, and how to fetch it. */

import { at, part } from "./dom.js";
import { bytes, count, encodeName, quote } from "./format.js";

const listed = { key: null };

/** Shows the files that the service names; chosen: is called when one is chosen. */
export function showFiles({ listing, files: found }, chosen) {
	const files = found?.files ?? [];
	if (!listing) {
		at("files-note").textContent = "Files are not listed here: the property rushb.files.listing is not set.";
	}
	else if (files.length > 0) {
		at("files-note").textContent = "Choose one to see how it is fetched.";
	}
	else {
		at("files-note").textContent = found ? "There are no files directly in the served directory."
			: "The served directory cannot be read just now.";
	}
	at("files").hidden = files.length === 0;
	const rest = [];
	if (found?.more > 0) {
		rest.push(`and ${count(found.more)} more`);
	}
	if (found && !found.complete) {
		rest.push("the directory was too large to look at all of it");
	}
	at("files-rest").hidden = rest.length === 0;
	at("files-rest").textContent = rest.join("; ");
	// Made anew only when something has changed: somebody may be in the middle of it with the keyboard.
	const key = JSON.stringify(files);
	if (listed.key !== key) {
		listed.key = key;
		at("files").replaceChildren(...files.map((file) => fileItem(file, chosen)));
	}
}

function fileItem({ name, size }, chosen) {
	const item = document.createElement("li");
	const button = part(item, "button");
	button.type = "button";
	part(button, "span", "name", name);
	part(button, "span", "size", bytes(size));
	button.addEventListener("click", () => chosen(name));
	return item;
}

/** The command of each client, as a visitor can run it. */
const COMMANDS = {
	java: ({ uri }) => `java -jar rushb-client.jar get ${uri}`,
	docker: ({ uri, file }) => `docker run --rm --network host rushb get ${uri} -o - > ${file}`,
	python: ({ host, port, name, file }) => `python3 get.py ${host} ${port} ${quote(name)} > ${file}`,
};

const NOTES = {
	java: "Needs Java 17. The client repeats what gets lost and gives the file its name only when it is whole.",
	docker: "Needs the image of this project under the name rushb.",
	python: "Needs Python 3 and nothing else. For good networks.",
};

/** Shows the command for the name that is typed or chosen. */
export function showCommand(about) {
	const name = at("name").value.replace(/^\//, "") || "NAME";
	const way = document.querySelector("input[name=way]:checked").value;
	const port = about?.port > 0 ? about.port : "PORT";
	const host = location.hostname;
	// A file of the visitor's own directory: never a path.
	const file = quote(name.split("/").at(-1) || "file");
	at("command").textContent = COMMANDS[way]({ uri: `rushb://${host}:${port}/${encodeName(name)}`, host, port, name, file });
	at("command-note").textContent = NOTES[way];
}
