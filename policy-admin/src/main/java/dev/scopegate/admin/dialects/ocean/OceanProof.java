package dev.scopegate.admin.dialects.ocean;

import dev.scopegate.wire.ethereum.EthereumAddress;
import dev.scopegate.wire.ethereum.EthereumSignature;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request that its signature proves, once the signature is checked.
 *
 * @param address as its client wrote it, which is how it is signed
 */
record OceanProof(String address, String nonce, String signature) {

    /** The address and the nonce, and after them nothing or one of the words. */
    boolean isSignedByItsAddress(List<String> words) {
        Optional<EthereumAddress> owner = EthereumAddress.parse(address);
        return owner.isPresent()
                && Stream.concat(Stream.of(""), words.stream())
                        .anyMatch(word -> signerOf(word).equals(owner));
    }

    /** Who signed the address, the nonce and the word; nothing where the signature is none. */
    Optional<EthereumAddress> signerOf(String word) {
        return EthereumSignature.parse(signature).flatMap(each -> each.signerOfHash(address + nonce + word));
    }

    /** In the words of real providers. */
    String mismatch() {
        String got = signerOf("").map(EthereumAddress::value).orElse("no signature of 65 bytes in hex");
        return "Invalid signature " + signature + " for ethereum address " + address + ", message " + address
                + " and nonce " + nonce + ". Got " + got;
    }

    EthereumAddress owner() {
        return EthereumAddress.parse(address).orElseThrow();
    }

    @Override
    public String toString() {
        return "OceanProof[" + address + "]";
    }
}
