using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Usher.Bench.AuthZen;

/// <summary>
/// The searches beside the same questions asked one by one in batches, over HTTP, in turn in one run: which of 10,000 users may configure each of 300 apps, and which apps each
/// user may. Every triple is compared. A batch says what its questions have in common once, so that it is as short as it can be.
/// </summary>
internal static class SearchReport
{
    private const int AppsInTurn = 50;
    private const int UsersInTurn = 500;
    private const string Action = "configure";

    private static readonly byte[] Yes = "true"u8.ToArray();

    public static async Task<int> Run(string folder)
    {
        System.IO.Directory.CreateDirectory(folder);
        using var usher = await Running.Start("search-usher", Path.Combine(folder, "data"));
        using var http = new HttpClient { BaseAddress = new Uri(usher.Address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", usher.Keys[0]);
        var world = new Questions(http);

        // The snapshot is in memory, and the code warm.
        for (var app = 0; app < ManyApps.Apps; app++) await world.Users(app);
        for (var user = 0; user < 300; user++) await world.Apps(user);
        for (var app = 0; app < 3; app++) await world.Evaluate(world.UsersBatch(app));
        for (var user = 0; user < 300; user++) await world.Evaluate(world.AppsBatch(user));
        for (var user = 0; user < 300; user++) await world.EvaluateOne(user);

        var (byUser, differences) = (new HashSet<(int User, int App)>(), 0L);
        var (subjects, resources, requests) = (new Cost(usher), new Cost(usher), new Cost(usher));
        for (var from = 0; from < ManyApps.Apps; from += AppsInTurn)
        {
            var batches = Enumerable.Range(from, AppsInTurn).Select(world.UsersBatch).ToList();
            var (evaluated, found) = (new List<bool[]>(), new List<HashSet<int>>());
            await subjects.OneByOne(async () => { foreach (var batch in batches) evaluated.Add(await world.Evaluate(batch)); });
            await subjects.Search(async () => { for (var app = from; app < from + AppsInTurn; app++) found.Add(await world.Users(app)); });
            for (var i = 0; i < AppsInTurn; i++)
            {
                for (var user = 0; user < ManyApps.Users; user++)
                    if (evaluated[i][user] != found[i].Contains(user)) differences++;
                byUser.UnionWith(found[i].Select(user => (user, from + i)));
            }

            Say($"{from + AppsInTurn} apps: {differences} differences, searches / batches so far {subjects}");
        }

        for (var from = 0; from < ManyApps.Users; from += UsersInTurn)
        {
            // Beside batches for the first few thousand; what was found is compared for all.
            var batches = from < 8 * UsersInTurn ? Enumerable.Range(from, UsersInTurn).Select(world.AppsBatch).ToList() : [];
            var found = new List<HashSet<int>>();
            async Task Search()
            {
                for (var user = from; user < from + UsersInTurn; user++) found.Add(await world.Apps(user));
            }

            if (batches.Count > 0)
            {
                await resources.OneByOne(async () => { foreach (var batch in batches) await world.Evaluate(batch); });
                await requests.OneByOne(async () => { for (var user = from; user < from + UsersInTurn; user++) await world.EvaluateOne(user); });
                await resources.Search(Search);
            }
            else
            {
                await Search();
            }

            for (var i = 0; i < UsersInTurn; i++)
                for (var app = 0; app < ManyApps.Apps; app++)
                    if (byUser.Contains((from + i, app)) != found[i].Contains(app)) differences++;
        }

        Say($"a search for resources, CPU {resources.Searched / (8 * UsersInTurn) * 1e6:F0} µs; the same in a batch of 300, {resources.Singly / (8 * UsersInTurn) * 1e6:F0} µs; a single evaluation, {requests.Singly / (8 * UsersInTurn) * 1e6:F0} µs");
        Say($"{(long)ManyApps.Users * ManyApps.Apps:N0} triples, {byUser.Count:N0} of them allowed");
        // A request has a price of its own, which three hundred questions in one request do not outweigh twenty times.
        Say($"a search for resources among 300 / a single evaluation, processor time: {resources.Searched / requests.Singly:F2}");
        bool[] met =
        [
            Bar("differences", differences, differences == 0, "0"),
            Bar("processor time of a search for subjects among 10,000 / of batches", subjects.Cpu, subjects.Cpu <= 0.05, "at most 0.05"),
            Bar("time of a search for subjects among 10,000 / of batches", subjects.Time, subjects.Time <= 0.05, "at most 0.05"),
            Bar("processor time of a search for resources among 300 / of batches", resources.Searched / resources.Singly, resources.Searched <= 0.05 * resources.Singly, "at most 0.05"),
        ];
        return met.All(bar => bar) ? 0 : 1;
    }

    private static bool Bar(string what, double value, bool met, string bar)
    {
        Say($"  {what}: {value:F3} ({bar}) {(met ? "met" : "MISSED")}");
        return met;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Time, and processor time of the server, of the searches and of what they are compared with.</summary>
    private sealed class Cost(Running usher)
    {
        private double _searchCpu;
        private double _searchTime;
        private double _singlyCpu;
        private double _singlyTime;

        public double Searched => _searchCpu;

        public double Singly => _singlyCpu;

        public double Cpu => _searchCpu / _singlyCpu;

        public double Time => _searchTime / _singlyTime;

        public async Task Search(Func<Task> searches)
        {
            var (cpu, time) = await Of(searches);
            (_searchCpu, _searchTime) = (_searchCpu + cpu, _searchTime + time);
        }

        public async Task OneByOne(Func<Task> batches)
        {
            var (cpu, time) = await Of(batches);
            (_singlyCpu, _singlyTime) = (_singlyCpu + cpu, _singlyTime + time);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_searchTime:F2} s / {_singlyTime:F2} s, CPU {_searchCpu:F2} s / {_singlyCpu:F2} s");

        private async Task<(double Cpu, double Time)> Of(Func<Task> work)
        {
            var (cpu, start) = (usher.CpuSeconds, Stopwatch.GetTimestamp());
            await work();
            return (usher.CpuSeconds - cpu, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }

    /// <summary>The questions and what is answered.</summary>
    private sealed class Questions(HttpClient http)
    {
        private readonly Dictionary<string, int> _users = Enumerable.Range(0, ManyApps.Users).ToDictionary(ManyApps.Email);
        private readonly Dictionary<string, int> _apps = Enumerable.Range(0, ManyApps.Apps).ToDictionary(ManyApps.App);

        /// <summary>Whether each of all users may configure an app.</summary>
        public byte[] UsersBatch(int app) => Encoding.UTF8.GetBytes(
            $$"""{"action":{"name":"{{Action}}"},"resource":{{Resource(app)}},"evaluations":[{{string.Join(',', Enumerable.Range(0, ManyApps.Users).Select(user => $$"""{"subject":{{Subject(user)}}}"""))}}]}""");

        /// <summary>Which of all apps a user may configure.</summary>
        public byte[] AppsBatch(int user) => Encoding.UTF8.GetBytes(
            $$"""{"subject":{{Subject(user)}},"action":{"name":"{{Action}}"},"evaluations":[{{string.Join(',', Enumerable.Range(0, ManyApps.Apps).Select(app => $$"""{"resource":{{Resource(app)}}}"""))}}]}""");

        public async Task<bool[]> Evaluate(byte[] batch)
        {
            var answer = await Send("evaluations", batch);
            var decisions = new List<bool>();
            for (var rest = answer.AsMemory(); rest.Span.IndexOf("\"decision\":"u8) is >= 0 and var at; rest = rest[(at + 11)..]) decisions.Add(rest.Span[(at + 11)..].StartsWith(Yes));
            return [.. decisions];
        }

        /// <summary>Whether a user may configure one app.</summary>
        public async Task EvaluateOne(int user) => await Send("evaluation", Encoding.UTF8.GetBytes($$"""{"subject":{{Subject(user)}},"action":{"name":"{{Action}}"},"resource":{{Resource(user % ManyApps.Apps)}}}"""));

        /// <summary>Who may configure an app.</summary>
        public Task<HashSet<int>> Users(int app) =>
            Search("subject", token => $$$"""{"subject":{"type":"user"},"action":{"name":"{{{Action}}}"},"resource":{{{Resource(app)}}},"page":{"limit":5000,"token":"{{{token}}}"}}""", _users);

        /// <summary>Which apps a user may configure.</summary>
        public Task<HashSet<int>> Apps(int user) =>
            Search("resource", token => $$$"""{"subject":{{{Subject(user)}}},"action":{"name":"{{{Action}}}"},"resource":{"type":"app","properties":{"customer":"{{{ManyApps.Slug}}}"}},"page":{"token":"{{{token}}}"}}""", _apps);

        private static string Subject(int user) => $$"""{"type":"user","id":"{{ManyApps.Email(user)}}"}""";

        private static string Resource(int app) => $$$"""{"type":"app","id":"{{{ManyApps.App(app)}}}","properties":{"customer":"{{{ManyApps.Slug}}}"}}""";

        private async Task<HashSet<int>> Search(string what, Func<string, string> query, Dictionary<string, int> known)
        {
            var (found, token) = (new HashSet<int>(), "");
            do
            {
                var part = JsonElement.Parse(await Send($"search/{what}", Encoding.UTF8.GetBytes(query(token))));
                // The customer as a whole is among the resources, and is none of the apps.
                foreach (var result in part.GetProperty("results").EnumerateArray())
                    if (known.TryGetValue(result.GetProperty("id").GetString()!, out var number)) found.Add(number);
                token = part.GetProperty("page").GetProperty("next_token").GetString()!;
            }
            while (token.Length > 0);
            return found;
        }

        private async Task<byte[]> Send(string path, byte[] body)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await http.PostAsync($"/access/v1/{path}", content);
            answer.EnsureSuccessStatusCode();
            return await answer.Content.ReadAsByteArrayAsync();
        }
    }
}
