namespace Samjhadoo.Identity.Domain.Users;

/// <summary>
/// Tiers of Indian cities as the central government classes them for house rent (X, Y, Z): prices may differ by them. What is
/// neither in X nor in Y is Z.
/// </summary>
internal static class CityTier
{
    private static readonly HashSet<string> First = Names(
        "Ahmedabad, Bengaluru, Bangalore, Chennai, Delhi, New Delhi, Hyderabad, Kolkata, Mumbai, Pune");

    private static readonly HashSet<string> Second = Names(
        """
        Agra, Ajmer, Aligarh, Amravati, Amritsar, Asansol, Aurangabad, Bareilly, Belagavi, Bhavnagar, Bhilai, Bhiwandi, Bhopal,
        Bhubaneswar, Bikaner, Bilaspur, Bokaro, Chandigarh, Coimbatore, Cuttack, Dehradun, Dhanbad, Durgapur, Erode, Faridabad,
        Firozabad, Ghaziabad, Gorakhpur, Greater Noida, Gulbarga, Guntur, Gurugram, Gurgaon, Guwahati, Gwalior, Hubballi, Indore,
        Jabalpur, Jaipur, Jalandhar, Jalgaon, Jammu, Jamnagar, Jamshedpur, Jhansi, Jodhpur, Kannur, Kanpur, Kochi, Kolhapur, Kollam,
        Kota, Kozhikode, Kurnool, Lucknow, Ludhiana, Madurai, Malappuram, Mangaluru, Mathura, Meerut, Moradabad, Mysuru, Nagpur,
        Nanded, Nashik, Nellore, Noida, Patna, Prayagraj, Puducherry, Raipur, Rajahmundry, Rajkot, Ranchi, Rourkela, Salem, Sangli,
        Shimla, Siliguri, Solapur, Srinagar, Surat, Thiruvananthapuram, Thrissur, Tiruchirappalli, Tirunelveli, Tiruppur, Tirupati,
        Ujjain, Vadodara, Varanasi, Vellore, Vijayawada, Visakhapatnam, Warangal
        """);

    public static short? Of(string? city) =>
        city is null ? null : First.Contains(city) ? (short)1 : Second.Contains(city) ? (short)2 : (short)3;

    private static HashSet<string> Names(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
