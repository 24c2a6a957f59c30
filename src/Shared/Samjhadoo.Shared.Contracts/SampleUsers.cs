namespace Samjhadoo.Shared.Contracts;

/// <summary>Somebody of the sample data.</summary>
/// <param name="Username">By which every module finds the person.</param>
/// <param name="Name">Full name.</param>
/// <param name="Role">USER, MENTOR or ADMIN.</param>
public sealed record SampleUser(string Username, string Name, string Role);

/// <summary>The people of the sample data, in which each module puts what is its own: Identity makes them, Wallet gives them money.</summary>
public static class SampleUsers
{
    /// <summary>An admin, four mentors, three mentees.</summary>
    public static IReadOnlyList<SampleUser> All { get; } =
    [
        new("kavita.admin", "Kavita Rao", "ADMIN"),
        new("raj.mentor", "Raj Malhotra", "MENTOR"),
        new("meera.mentor", "Meera Krishnan", "MENTOR"),
        new("arjun.mentor", "Arjun Banerjee", "MENTOR"),
        new("lakshmi.mentor", "Lakshmi Reddy", "MENTOR"),
        new("priya", "Priya Sharma", "USER"),
        new("imran", "Imran Sheikh", "USER"),
        new("divya", "Divya Nair", "USER"),
    ];

    /// <summary>Mentors to find and to book, whom nobody can log in as.</summary>
    public static IReadOnlyList<SampleUser> Mentors { get; } =
    [
        new("sunil.kulkarni", "Sunil Kulkarni", "MENTOR"),
        new("farah.khan", "Farah Khan", "MENTOR"),
        new("gurpreet.singh", "Gurpreet Singh", "MENTOR"),
        new("nisha.patel", "Nisha Patel", "MENTOR"),
        new("manjunath.gowda", "Manjunath Gowda", "MENTOR"),
        new("anjali.menon", "Anjali Menon", "MENTOR"),
        new("vikram.rathore", "Vikram Rathore", "MENTOR"),
        new("priyanka.das", "Priyanka Das", "MENTOR"),
        new("karthik.subramanian", "Karthik Subramanian", "MENTOR"),
        new("sunita.kumari", "Sunita Kumari", "MENTOR"),
        new("abdul.rahman", "Abdul Rahman", "MENTOR"),
        new("deepika.iyer", "Deepika Iyer", "MENTOR"),
        new("rohit.deshmukh", "Rohit Deshmukh", "MENTOR"),
        new("harpreet.kaur", "Harpreet Kaur", "MENTOR"),
        new("thomas.kurien", "Thomas Kurien", "MENTOR"),
        new("sneha.joshi", "Sneha Joshi", "MENTOR"),
        new("imtiaz.ali.shaikh", "Imtiaz Shaikh", "MENTOR"),
        new("ananya.sen", "Ananya Sen", "MENTOR"),
        new("venkatesh.prasad", "Venkatesh Prasad", "MENTOR"),
        new("ritu.agarwal", "Ritu Agarwal", "MENTOR"),
        new("joseph.fernandes", "Joseph Fernandes", "MENTOR"),
        new("lavanya.murthy", "Lavanya Murthy", "MENTOR"),
        new("bikash.nath", "Bikash Nath", "MENTOR"),
        new("sanjay.mohanty", "Sanjay Mohanty", "MENTOR"),
        new("kavya.nambiar", "Kavya Nambiar", "MENTOR"),
        new("mohan.lal.verma", "Mohan Lal Verma", "MENTOR"),
        new("aisha.siddiqui", "Aisha Siddiqui", "MENTOR"),
        new("pradeep.chauhan", "Pradeep Chauhan", "MENTOR"),
        new("tenzin.dolma", "Tenzin Dolma", "MENTOR"),
        new("girish.kamath", "Girish Kamath", "MENTOR"),
        new("swati.mishra", "Swati Mishra", "MENTOR"),
        new("elango.raja", "Elango Raja", "MENTOR"),
        new("nazneen.begum", "Nazneen Begum", "MENTOR"),
        new("amit.bhattacharya", "Amit Bhattacharya", "MENTOR"),
        new("hema.chandran", "Hema Chandran", "MENTOR"),
        new("yusuf.lokhandwala", "Yusuf Lokhandwala", "MENTOR"),
    ];
}
