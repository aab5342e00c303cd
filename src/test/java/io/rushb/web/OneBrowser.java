package io.rushb.web;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives all tests of a run the same browser, as new: a start takes seconds.
 */
final class OneBrowser implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Browser.class;
	}

	/** JUnit closes what is in the root's store at the end of the run. */
	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Browser browser = context.getRoot()
			.getStore(Namespace.create(OneBrowser.class))
			.computeIfAbsent(Browser.class, (type) -> Browser.start(), Browser.class);
		browser.reset();
		return browser;
	}

}
