Console.WriteLine("Nothing to do yet.");
