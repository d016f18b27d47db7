using FsCheck;
using FsCheck.Fluent;
using Usher.Platform.Audit;

namespace Usher.Tests.Platform;

/// <summary>RFC 9162 hashing against the vectors that the reference implementations of Certificate Transparency publish, and against the definition itself.</summary>
public sealed class MerkleTreeTests
{
    private static readonly byte[][] Leaves = [.. new[]
    {
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    }.Select(hex => Frontier.LeafHash(Convert.FromHexString(hex)))];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Roots_are_the_published_ones(int size, string root)
    {
        var frontier = new Frontier();
        foreach (var leaf in Leaves.Take(size)) frontier.Append(leaf);
        Convert.ToHexStringLower(frontier.Root()).ShouldBe(root);
        Convert.ToHexStringLower(Tree(8).Root(size)).ShouldBe(root);
        Convert.ToHexStringLower(new Frontier(frontier.ToBytes(), size).Root()).ShouldBe(root);
    }

    [Theory]
    [InlineData(0, 1, "")]
    [InlineData(0, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(5, 8, "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(2, 3, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(1, 5, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public void Inclusion_proofs_are_the_published_ones(int index, int size, string proof) =>
        Hex(Tree(8).Inclusion(index, size)).ShouldBe(proof);

    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(1, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(6, 8, "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(2, 5, "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public void Consistency_proofs_are_the_published_ones(int first, int second, string proof) =>
        Hex(Tree(8).Consistency(first, second)).ShouldBe(proof);

    [Fact]
    public void Every_proof_of_every_small_tree_holds_and_none_holds_for_another_place_or_root()
    {
        var tree = Tree(40);
        for (var size = 1; size <= 40; size++)
        {
            var root = tree.Root(size);
            for (var index = 0; index < size; index++)
            {
                var proof = tree.Inclusion(index, size);
                MerkleTree.Includes(root, size, Leaf(index), index, proof).ShouldBeTrue();
                MerkleTree.Includes(root, size, Leaf(index + 1), index, proof).ShouldBeFalse();
                for (var other = -1; other <= size; other++)
                    if (other != index) MerkleTree.Includes(root, size, Leaf(index), other, proof).ShouldBeFalse();
            }

            for (var first = 1; first <= size; first++)
            {
                var proof = tree.Consistency(first, size);
                MerkleTree.Extends(tree.Root(first), first, root, size, proof).ShouldBeTrue();
                if (first > 1) MerkleTree.Extends(tree.Root(first - 1), first, root, size, proof).ShouldBeFalse();
                if (first < size) MerkleTree.Extends(tree.Root(first), first, tree.Root(size - 1), size, proof).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void A_proof_with_any_bit_turned_or_any_hash_more_or_less_does_not_hold()
    {
        var sizes = Gen.Choose(2, 300).SelectMany(size => Gen.Choose(0, size - 1).SelectMany(index => Gen.Choose(0, int.MaxValue).Select(at => (size, index, at))));
        Prop.ForAll(sizes.ToArbitrary(), c =>
        {
            var tree = Tree(c.size);
            var root = tree.Root(c.size);
            var proof = tree.Inclusion(c.index, c.size);
            MerkleTree.Includes(root, c.size, Leaf(c.index), c.index, [.. proof, root]).ShouldBeFalse();
            MerkleTree.Includes(root, c.size, Leaf(c.index), c.index, proof[..^1]).ShouldBeFalse();
            var turned = proof.Select(p => p.ToArray()).ToArray();
            turned[c.at % turned.Length][c.at % 32] ^= (byte)(1 << (c.at % 8));
            MerkleTree.Includes(root, c.size, Leaf(c.index), c.index, turned).ShouldBeFalse();
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_frontier_that_does_not_fit_its_size_is_refused() =>
        Should.Throw<ArgumentException>(() => new Frontier(new byte[64], 4));

    private static byte[] Leaf(int index) => index < Leaves.Length ? Leaves[index] : Frontier.LeafHash(BitConverter.GetBytes(index));

    private static MerkleTree Tree(int size)
    {
        var tree = new MerkleTree();
        for (var i = 0; i < size; i++) tree.Append(Leaf(i));
        return tree;
    }

    private static string Hex(byte[][] proof) => string.Join(' ', proof.Select(Convert.ToHexStringLower));
}
