using Signage;

if (args is ["demo", .. var rest]) return await BesideDemo.Run(rest);
await SignageApp.Build(args).RunAsync();
return 0;
