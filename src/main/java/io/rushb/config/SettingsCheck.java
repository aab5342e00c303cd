package io.rushb.config;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Stops the start if a setting has no effect: a misspelt property of {@code rushb}, an
 * unknown option or word, an unknown profile. Otherwise a typing error could make the
 * service serve the wrong directory.
 */
class SettingsCheck implements EnvironmentPostProcessor, Ordered {

	private static final String PREFIX = "rushb.";

	private static final String VARIABLE_PREFIX = "rushb_";

	/**
	 * The prefixes of Spring Boot's own properties.
	 */
	private static final Set<String> GROUPS = Set.of("spring", "server", "management", "logging", "debug", "trace",
			"info");

	/** An empty value opens these for everybody, which nobody means. */
	private static final List<String> MAY_NOT_BE_EMPTY = List.of("rushb.access.allow", "rushb.server.address");

	private static final Pattern LIST_INDEX = Pattern.compile("_\\d+_?$");

	private final Settings settings = new Settings();

	/** Runs after all sources of properties are there. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof CommandLinePropertySource<?> line) {
				checkWords(line);
				checkOptions(line);
			}
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				boolean variables = source.getName()
					.equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
				for (String name : enumerable.getPropertyNames()) {
					checkName(name, variables, source);
				}
			}
		}
		MAY_NOT_BE_EMPTY.forEach((name) -> checkNotEmpty(name, environment));
		checkProfiles(environment);
	}

	private void checkWords(CommandLinePropertySource<?> line) {
		String words = line.getProperty(CommandLinePropertySource.DEFAULT_NON_OPTION_ARGS_PROPERTY_NAME);
		if (words != null) {
			String word = shown(words.split(",", -1)[0], line);
			throw new UnknownSettingException("The command line has '" + word + "', which is no option.",
					word.startsWith("-") ? "An option begins with two dashes: -" + word
							: "Options look like --rushb.server.port=3200.");
		}
	}

	/**
	 * A word without the part that may be a secret: its value, or the whole word if the
	 * option before it has no value.
	 */
	private static String shown(String word, CommandLinePropertySource<?> line) {
		int value = word.indexOf('=') + 1;
		boolean isSecret = word.substring(0, value).toLowerCase(Locale.ROOT).contains("secret");
		boolean mayFollow = Arrays.stream(line.getPropertyNames())
			.anyMatch((name) -> name.toLowerCase(Locale.ROOT).contains("secret") && "".equals(line.getProperty(name)));
		return (isSecret || mayFollow) ? word.substring(0, value) + Setting.NOT_SHOWN : word;
	}

	private void checkOptions(CommandLinePropertySource<?> line) {
		List<String> ofSpring = new ArrayList<>();
		for (String name : line.getPropertyNames()) {
			String group = name.split("[.\\[]", 2)[0].toLowerCase(Locale.ROOT);
			if (!group.equals("rushb") && !GROUPS.contains(group)) {
				throw new UnknownSettingException("There is no option --" + name + ".",
						this.settings.nearest(name)
							.map((near) -> "Did you mean --" + near.name() + "?")
							.orElse("Options are the properties of the service (--rushb.…) and of Spring Boot."));
			}
			if (!group.equals("rushb")) {
				ofSpring.add(name);
			}
		}
		if (!ofSpring.isEmpty()) {
			SpringOptions options = new SpringOptions();
			ofSpring.forEach((name) -> checkSpringOption(name, options));
		}
	}

	private static void checkSpringOption(String name, SpringOptions options) {
		options.meant(name).ifPresent((near) -> {
			throw new UnknownSettingException("There is no option --" + name + ".", "Did you mean --" + near + "?");
		});
	}

	private void checkName(String name, boolean variables, PropertySource<?> source) {
		if (variables && !name.contains(".")) {
			checkVariable(name);
		}
		else if (name.toLowerCase(Locale.ROOT).startsWith(PREFIX) && this.settings.find(name).isEmpty()) {
			String where = SettingOrigin.of(source, name);
			throw new UnknownSettingException("There is no property " + name + ". It is set in: " + where + ".",
					this.settings.nearest(name)
						.map((near) -> "Did you mean " + near.name() + "?")
						.orElse("All properties are listed in docs/configuration.md."));
		}
	}

	/**
	 * Not all variables that begin with RUSHB_ are settings: Compose has some of its own,
	 * and Kubernetes makes some for a service of this name. So an unknown variable stops
	 * the start only if its name is nearly that of a property.
	 */
	private void checkVariable(String name) {
		String variable = name.toLowerCase(Locale.ROOT);
		if (!variable.startsWith(VARIABLE_PREFIX) || variable.startsWith("rushb_service_")
				|| variable.startsWith("rushb_port")) {
			return;
		}
		if (this.settings.all().stream().anyMatch((setting) -> isVariableOf(setting, variable))) {
			return;
		}
		this.settings.all()
			.stream()
			.filter((setting) -> Settings.distance(squeeze(setting.name()), squeeze(variable)) <= 2)
			.findFirst()
			.ifPresent((near) -> {
				throw new UnknownSettingException("There is no property for the environment variable " + name + ".",
						"Did you mean " + variableOf(near, "").toUpperCase(Locale.ROOT) + "?");
			});
	}

	/**
	 * Spring Boot drops dashes in names of variables, and takes underscores in their
	 * place too. The entries of a list may have a number each.
	 */
	private static boolean isVariableOf(Setting setting, String variable) {
		String one = setting.isList() ? LIST_INDEX.matcher(variable).replaceFirst("") : variable;
		return one.equals(variableOf(setting, "")) || one.equals(variableOf(setting, "_"));
	}

	private static String variableOf(Setting setting, String dash) {
		return setting.name().replace("-", dash).replace('.', '_');
	}

	private static String squeeze(String name) {
		return LIST_INDEX.matcher(name).replaceFirst("").replaceAll("[-_.]", "");
	}

	/** A variable that was to be filled in is empty, for example. */
	private static void checkNotEmpty(String name, Environment environment) {
		SetProperty set = SetProperty.of(environment, name);
		if (set.value() != null && set.value().isBlank()) {
			throw new UnknownSettingException(name + " is empty. It is set in: " + set.where() + ".",
					"Give it a value, or leave it out.");
		}
	}

	/**
	 * A profile is known if a file is named after it, a document in a file is for it, or
	 * it is a group of others.
	 */
	private void checkProfiles(ConfigurableEnvironment environment) {
		List<String> known = new ArrayList<>(List.of(AbstractEnvironment.RESERVED_DEFAULT_PROFILE_NAME));
		known.addAll(Binder.get(environment)
			.bind("spring.profiles.group", Bindable.mapOf(String.class, Object.class))
			.map(Map::keySet)
			.orElse(Set.of()));
		for (PropertySource<?> source : environment.getPropertySources()) {
			Object condition = source.getProperty("spring.config.activate.on-profile");
			if (condition != null) {
				known.addAll(Arrays.asList(condition.toString().split("[^\\w.-]+")));
			}
		}
		for (String profile : environment.getActiveProfiles()) {
			Pattern file = Pattern.compile("application-" + Pattern.quote(profile) + "\\.");
			boolean named = environment.getPropertySources()
				.stream()
				.anyMatch((source) -> file.matcher(source.getName()).find());
			if (!named && !known.contains(profile) && !hasFile(profile)) {
				throw new UnknownSettingException("There is no profile '" + profile + "'.",
						"The service has the profile lab. Others are yours: make a file application-" + profile
								+ ".yml in the directory where the service is started.");
			}
		}
	}

	/** An empty file is no source of properties, but it names a profile. */
	private static boolean hasFile(String profile) {
		return Stream.of("", "config/")
			.flatMap((directory) -> Stream.of("yml", "yaml", "properties")
				.map((suffix) -> directory + "application-" + profile + "." + suffix))
			.anyMatch((file) -> new File(file).isFile());
	}

}
