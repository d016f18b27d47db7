using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using Usher.Platform;

namespace Usher.Calls.Engine;

/// <summary>
/// A model behind an endpoint that speaks OpenAI's chat completions, hosted or local, as an <see cref="IChatClient"/>. It takes and gives
/// text only. One request is made for one question: no retries, no redirects, no answer above a megabyte.
/// </summary>
public sealed class OpenAiChat : IChatClient
{
    private readonly HttpClient http;
    private readonly ChatClient chat;
    private readonly ChatClientMetadata metadata;

    /// <param name="endpoint">The base address, such as <c>http://127.0.0.1:11434/v1</c>.</param>
    /// <param name="key">The bearer key; null for an endpoint that asks for none.</param>
    /// <param name="model">The model's name.</param>
    public OpenAiChat(Uri endpoint, string? key, string model)
    {
        http = new HttpClient(new ShortAnswers { InnerHandler = OutboundHosts.ToConfigured() });
        var options = new OpenAIClientOptions
        {
            Endpoint = endpoint,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        };
        chat = new ChatClient(model, new ApiKeyCredential(string.IsNullOrEmpty(key) ? "none" : key), options);
        metadata = new ChatClientMetadata("openai-compatible", endpoint, model);
    }

    /// <inheritdoc/>
    /// <exception cref="ClientResultException">The endpoint refused or answered something that is no completion.</exception>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var completion = await chat.CompleteChatAsync(
            messages.Select(Told),
            new ChatCompletionOptions { Temperature = options?.Temperature, MaxOutputTokenCount = options?.MaxOutputTokens },
            cancellationToken);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant,
            string.Concat(completion.Value.Content.Select(c => c.Text)))) { ModelId = completion.Value.Model };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null
            ? null
            : serviceType == typeof(ChatClientMetadata) ? metadata : serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static OpenAI.Chat.ChatMessage Told(ChatMessage message) =>
        message.Role == ChatRole.System ? new SystemChatMessage(message.Text)
        : message.Role == ChatRole.Assistant ? new AssistantChatMessage(message.Text)
        : new UserChatMessage(message.Text);

    /// <summary>Reads an answer at once, and refuses one that does not end.</summary>
    private sealed class ShortAnswers : DelegatingHandler
    {
        private const int Longest = 1 << 20;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(Longest, cancellationToken);
            return response;
        }
    }
}
