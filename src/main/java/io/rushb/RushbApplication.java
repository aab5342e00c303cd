package io.rushb;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the service.
 */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class RushbApplication {

	/**
	 * Starts the service.
	 * @param args Spring Boot's options
	 */
	public static void main(String[] args) {
		SpringApplication.run(RushbApplication.class, args);
	}

}
