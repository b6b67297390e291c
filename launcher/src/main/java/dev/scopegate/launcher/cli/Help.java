package dev.scopegate.launcher.cli;

/** How each command is used. */
final class Help {

    static final String COMMON = """

            Options of every command:
              --url URL           where Scopegate is; else SCOPEGATE_URL, else the one that ./scopegate starts here
              --token-file FILE   holds your token; else SCOPEGATE_TOKEN, else, for the one started here,
                                  SCOPEGATE_ADMIN_TOKEN or the demo's
              --json              answers as JSON
              --help              shows this

            Exit status: 0, 2 for "denied", 1 for everything else.
            """;

    static final String ACL = """
            usage: ./scopegate acl COMMAND

              list     lists your access lists
              export   writes your policy out as YAML
              diff     says what putting a policy in force would change
              apply    puts a policy in force, as a whole or not at all

            ./scopegate acl COMMAND --help shows more.
            """;

    static final String ACL_LIST = """
            usage: ./scopegate acl list

            Lists your access lists, with how many tokens of each are live.
            """;

    static final String ACL_EXPORT = """
            usage: ./scopegate acl export [-o FILE]

            Writes your access lists out as YAML that "apply" reads back; an administrator's has the catalogues too.
              -o FILE   writes it there; a file that exists is replaced
            """;

    static final String ACL_DIFF = """
            usage: ./scopegate acl diff -f PATH [--prune]

            Says what "apply" would change. Changes nothing.
              -f PATH   a file, a folder of *.yml, or - for the input
              --prune   access lists that the policy does not name are removed, not kept
            """;

    static final String ACL_APPLY = """
            usage: ./scopegate acl apply -f PATH [--prune] [--yes]

            Puts a policy in force: all of it, with one change, or nothing. It says first what it will change, and
            changes nothing where the policy was changed by somebody else in between.
              -f PATH   a file, a folder of *.yml, or - for the input
              --prune   access lists that the policy does not name are removed with all their tokens
              --yes     does so without asking, even where live tokens end
            """;

    static final String TOKEN = """
            usage: ./scopegate token COMMAND

              issue    issues a token, and prints it: this once
              list     lists tokens, the newest first
              revoke   ends a token and its children for good

            ./scopegate token COMMAND --help shows more.
            """;

    static final String TOKEN_ISSUE = """
            usage: ./scopegate token issue (--acl NAME | --capability CAPABILITY...) [OPTION...]

            Issues a token. It alone is printed, and never shown again; its id goes to the other stream.
              --acl NAME                from this access list (or its id)
              --capability CAPABILITY   api:operation or 'METHOD /path'; as often as you like
              --limit LIMIT             on all its calls together, as often as you like:
                                        calls=100  calls=100/day (minute, hour, day, month)
                                        rate=10/1s  rate=10/1s,burst=20  concurrency=5
              --lifetime TIME           30s, 15m, 12h or 90d; without it, it has no end
              --network CIDR            usable from here alone; as often as you like
              --audience API            usable for this API alone; as often as you like
              --description TEXT
            """;

    static final String TOKEN_LIST = """
            usage: ./scopegate token list [--count N | --all] [--before PLACE]

            Lists tokens, the newest first; 50 of them where --count does not say otherwise. Where there are more, it says
            from which place to go on.
            """;

    static final String TOKEN_REVOKE = """
            usage: ./scopegate token revoke ID

            Ends a token and its children for good, and says how many gateways know.
            """;

    static final String EXPLAIN = """
            usage: ./scopegate explain TOKEN METHOD PATH --api API [--address IP]

            Says whether a call would pass and why, without making or charging it. Ends with status 2 where it would not.
              TOKEN          id of the token (tok_...), or - to read the token itself from the input
              --api API      whose operation it is, such as demo
              --address IP   from where it would come
            """;

    private Help() {}
}
