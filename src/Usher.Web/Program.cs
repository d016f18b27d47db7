using Usher.Platform;
using Usher.Web.Commands;

ProcessCulture.Set();
return await UsherCommand.Run(args);
