return OvsTop.Commands.CommandLine.Run(args);
