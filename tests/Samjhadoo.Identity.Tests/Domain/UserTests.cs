using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Tests.Domain;

public sealed class UserTests
{
    private static readonly DateTimeOffset Now = new(2025, 10, 16, 9, 0, 0, TimeSpan.Zero);

    [Test]
    public void Name_and_address_are_kept_in_lower_case_without_blanks_around()
    {
        var user = User.Register(" Asha.V ", " Asha@Example.IN ", "hash", "  Asha Verma ", UserRole.User, "hi", Now);

        user.Username.Should().Be("asha.v");
        user.Email.Should().Be("asha@example.in");
        user.Name.Should().Be("Asha Verma");
        user.TimeZone.Should().Be("Asia/Kolkata");
        user.MayLogIn.Should().BeFalse("the address is not verified");
    }

    [Test]
    public void Whoever_is_verified_may_log_in_until_suspended()
    {
        var user = Verified();
        user.MayLogIn.Should().BeTrue();

        user.Suspend("abuse", Now);
        user.MayLogIn.Should().BeFalse();
        user.Reactivate(Now);
        user.MayLogIn.Should().BeTrue();
        user.SuspensionReason.Should().BeNull();
    }

    [Test]
    public void The_stamp_changes_with_the_password()
    {
        var user = Verified();
        var stamp = user.Stamp;

        user.ChangePassword("another hash", Now);

        user.Stamp.Should().NotEqual(stamp).And.HaveCount(User.StampSize);
    }

    [Test]
    public void Another_community_needs_new_evidence()
    {
        var user = Verified();
        Edit(user, "STUDENT");
        user.VerifyCommunity(Now);
        user.CommunityVerified.Should().BeTrue();

        Edit(user, "STUDENT");
        user.CommunityVerified.Should().BeTrue();
        Edit(user, "FARMER");
        user.CommunityVerified.Should().BeFalse();
    }

    [Test]
    public void What_a_client_can_edit_raises_the_version_and_a_password_does_not()
    {
        var user = Verified();
        var version = user.Version;

        user.ChangePassword("another hash", Now);
        user.EnableMfa(Now);
        user.Version.Should().Be(version);
        Edit(user, "STUDENT");
        user.Version.Should().Be(version + 1);
    }

    [Test]
    public void Erasure_leaves_a_row_that_names_nobody()
    {
        var user = Verified();
        user.Erase(Now);

        user.Username.Should().Be($"erased-{user.Id}");
        user.Email.Should().EndWith("@erased.invalid");
        user.Name.Should().BeNull();
        user.PasswordHash.Should().Be("!");
        user.MayLogIn.Should().BeFalse();
    }

    private static void Edit(User user, string community) => user.EditProfile(user.Name, null, user.TimeZone, user.Language, community, null, null, Now);

    private static User Verified()
    {
        var user = User.Register("asha", "asha@example.in", "hash", null, UserRole.User, "en", Now);
        user.VerifyEmail(Now);
        return user;
    }
}
