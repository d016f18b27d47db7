using Usher.Web.Commands;

return await UsherCommand.Create().Parse(args).InvokeAsync();
