using Samjhadoo.Journey;

const string help =
    """
    build/journey [URL] [--mail-folder DIR] [--password PASSWORD]

    Walks the golden journey over HTTP and prints each step with what came back; non-zero on any surprise.
    PASSWORD is the one of the sample logins.
    """;

Uri? url = null;
var mailFolder = ".run/mail";
var password = GoldenJourney.SamplePassword;
for (var i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--help" or "-h":
            Console.WriteLine(help);
            return 0;
        case "--mail-folder" when i + 1 < args.Length:
            mailFolder = args[++i];
            break;
        case "--password" when i + 1 < args.Length:
            password = args[++i];
            break;
        default:
            if (!Uri.TryCreate(args[i], UriKind.Absolute, out url))
            {
                Console.Error.WriteLine(help);
                return 2;
            }

            break;
    }
}

if (url is null)
{
    Console.Error.WriteLine(help);
    return 2;
}

return await GoldenJourney.RunAsync(url, mailFolder, Console.Out, password) ? 0 : 1;
