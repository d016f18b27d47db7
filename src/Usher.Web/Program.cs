using Usher.Web.Commands;

return await UsherCommand.Run(args);
