package io.rushb;

import java.util.List;

import io.rushb.cli.RushbCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the service, or runs a command of the client. Beans are looked for in the rooms
 * that Spring has a part in. The others, four fifths of the classes, are plain Java, and
 * reading them made a twelfth of the start.
 */
@SpringBootApplication(scanBasePackages = { "io.rushb.config", "io.rushb.health", "io.rushb.metrics",
		"io.rushb.transport", "io.rushb.web" })
public class RushbApplication {

	/**
	 * Starts the service. A command of the client runs without Spring instead.
	 * @param args Spring Boot's options, or a command with its own
	 */
	public static void main(String[] args) {
		List<String> options = List.of(args);
		if (RushbCommand.isClientCommand(args)) {
			RushbCommand.Invocation invocation = RushbCommand.runOrServe(args);
			List<String> service = invocation.service();
			if (service == null) {
				System.exit(invocation.exitCode());
				return;
			}
			options = service;
		}
		SpringApplication.run(RushbApplication.class, options.toArray(String[]::new));
	}

}
