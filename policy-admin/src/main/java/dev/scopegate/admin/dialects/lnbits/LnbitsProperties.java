package dev.scopegate.admin.dialects.lnbits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What LNbits's clients may do beyond the rest.
 *
 * @param userIdLogin whether an account's LNbits user id alone logs in, as old clients of LNbits expect
 */
@ConfigurationProperties("scopegate.lnbits")
record LnbitsProperties(@DefaultValue("true") boolean userIdLogin) {}
