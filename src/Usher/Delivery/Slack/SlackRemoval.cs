namespace Usher.Delivery.Slack;

/// <summary>Takes messages back so that nobody reads them any more.</summary>
internal static class SlackRemoval
{
    extension(ISlack slack)
    {
        /// <summary>Deletes a message; where Slack does not let it be deleted, its words are replaced by some that name nothing.</summary>
        /// <returns>Whether nobody can read it any more.</returns>
        /// <exception cref="SlackBusy">Slack asks to wait.</exception>
        /// <exception cref="SlackUnreachable">Slack does not answer.</exception>
        public async Task<bool> Remove(SlackAccess access, string conversation, string message, CancellationToken ct)
        {
            try
            {
                await slack.Delete(access, conversation, message, ct);
                return true;
            }
            catch (SlackRefused)
            {
                try
                {
                    await slack.Replace(access, conversation, message, SlackText.Neutral, ct);
                    return true;
                }
                catch (SlackRefused)
                {
                    return false;
                }
            }
        }
    }
}
