using Samjhadoo.Identity.Domain.Logins;
using Samjhadoo.Identity.Domain.Sessions;

namespace Samjhadoo.Identity.Tests.Domain;

public sealed class SessionTests
{
    private static readonly DateTimeOffset Now = new(2025, 10, 16, 9, 0, 0, TimeSpan.Zero);

    [Test]
    public void Within_the_grace_a_token_has_one_child_and_after_it_none()
    {
        var session = new Session(1, null, null, Now);
        var value = Session.NewToken();
        var token = new RefreshToken(session.Id, value, Now);

        var first = session.Spend(token, value, null, null, Now);
        session.Spend(token, value, null, null, Now + Session.Grace).Should().Equal(first);
        session.IsLive(Now).Should().BeTrue();

        session.Spend(token, value, null, null, Now + Session.Grace + TimeSpan.FromTicks(1)).Should().BeNull();
        session.IsLive(Now).Should().BeFalse("a token spent twice ends its family");
    }

    [Test]
    public void The_same_token_has_other_children_in_another_session()
    {
        var value = Session.NewToken();
        var children = Enumerable.Range(0, 2).Select(_ => new Session(1, null, null, Now))
            .Select(session => Convert.ToHexString(session.Spend(new RefreshToken(session.Id, value, Now), value, null, null, Now)!));

        children.Should().OnlyHaveUniqueItems();
    }

    [Test]
    public void A_session_ends_by_itself()
    {
        var session = new Session(1, null, null, Now);
        session.IsLive(Now + Session.Lifetime - TimeSpan.FromSeconds(1)).Should().BeTrue();
        session.IsLive(Now + Session.Lifetime).Should().BeFalse();
    }

    [TestCase("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows")]
    [TestCase("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari on iPhone")]
    [TestCase("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android")]
    [TestCase("curl/8.5", "curl")]
    [TestCase("<script>alert(1)</script>", "Unknown device")]
    public void A_device_is_named_in_words_of_ours(string userAgent, string name) => Device.NameOf(userAgent).Should().Be(name);

    [Test]
    public void Addresses_of_one_IPv6_network_count_together()
    {
        ThrottleKey.Address("2001:db8::1").Hash.Should().Equal(ThrottleKey.Address("2001:db8::2").Hash);
        ThrottleKey.Address("2001:db8::1").Hash.Should().NotEqual(ThrottleKey.Address("2001:db8:0:1::1").Hash);
        ThrottleKey.Address("10.0.0.1").Hash.Should().NotEqual(ThrottleKey.Address("10.0.0.2").Hash);
    }
}
